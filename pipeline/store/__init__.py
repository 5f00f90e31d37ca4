"""The warehouse: DuckDB files, one writer, and the copy that people open."""
