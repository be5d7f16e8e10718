"""Steps three and four of a draft: which level does what by when, the numbers targets are measured by, and issuing."""
