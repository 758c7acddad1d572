"""The house keeps its rules: layers, names, pages, words."""
