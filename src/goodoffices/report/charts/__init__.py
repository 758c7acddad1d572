"""Charts: one Vega-Lite specification each, drawn to SVG without a network, in the page's own colour tokens."""

from goodoffices.report.charts.timeline import timeline_spec, timeline_svg

__all__ = ["timeline_spec", "timeline_svg"]
