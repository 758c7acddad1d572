"""Plain text and Markdown to kept text: the decoded file, line ends and Unicode forms untouched."""

from __future__ import annotations

from charset_normalizer import from_bytes

__all__ = ["Undecodable", "decode"]


class Undecodable(ValueError):
    """Bytes that are no text; the message says why."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """Text, encoding and notes of a file's bytes.

    UTF-8 (byte order mark dropped), else UTF-16 by its mark, else what is declared or likely.

    Raises
    ------
    Undecodable
        If the bytes are not text in any likely encoding.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(name), name.removesuffix("-sig"), ()
            except UnicodeDecodeError:
                break
    if b"\x00" in data[:65536]:
        raise Undecodable("this is not a text file (it has zero bytes).")
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return data.decode(declared), declared.lower(), (f"Decoded as {declared.lower()}, as the page declares.",)
        except (UnicodeDecodeError, LookupError):
            pass
    best = from_bytes(data[: 1 << 20]).best()
    if best is None or _mostly_control(data):
        raise Undecodable("this is not text in any encoding we know.")
    name = best.encoding
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        raise Undecodable("parts of it are in no encoding we know; save it as UTF-8.") from None
    return text, name, (f"Not UTF-8; the encoding was guessed as {name}. Check names and quotation marks.",)


def _mostly_control(data: bytes) -> bool:
    """Whether many bytes are control characters, as in a binary file."""
    sample = data[:65536]
    control = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in sample)
    return control * 50 > len(sample)
