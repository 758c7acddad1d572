"""Charts: one Vega-Lite specification each, drawn to SVG without a network, in the page's own colour tokens."""

from goodoffices.report.charts.graph import graph_spec, graph_svg
from goodoffices.report.charts.parallel import parallel_spec, parallel_svg
from goodoffices.report.charts.timeline import timeline_spec, timeline_svg
from goodoffices.report.charts.utilities import utilities_spec, utilities_svg

__all__ = [
    "graph_spec",
    "graph_svg",
    "parallel_spec",
    "parallel_svg",
    "timeline_spec",
    "timeline_svg",
    "utilities_spec",
    "utilities_svg",
]
