"""A later document changes an issued programme: compared with it, shown, and carried out as a person confirms."""
