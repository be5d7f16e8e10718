"""Activities from a workbook: the columns by every name people give them, what accepting would do, the template."""
