"""The officers' joined pages: home for each role, help, guides, the audit. It owns no tables."""
