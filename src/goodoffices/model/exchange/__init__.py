"""Exchange: cases from the files of other programs, and back. One format a file; nothing is guessed or dropped in silence."""

from goodoffices.model.exchange.documents import Document
from goodoffices.model.exchange.export import FORMATS, export_case
from goodoffices.model.exchange.exported import Exported
from goodoffices.model.exchange.imported import Imported, settled
from goodoffices.model.exchange.load import import_case
from goodoffices.model.exchange.save import save_case

__all__ = ["FORMATS", "Document", "Exported", "Imported", "export_case", "import_case", "save_case", "settled"]
