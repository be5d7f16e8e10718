"""A lower level writes its own plan under a programme: suggested words, the officer's words, the official document.

A plan that was written elsewhere and is only told here is an adoption (`programme.adoption_views`).
"""
