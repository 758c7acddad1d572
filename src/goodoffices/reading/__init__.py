"""Reading: from a file to statements, each tied to exact characters of its source."""
