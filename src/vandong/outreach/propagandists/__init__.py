"""The propagandist network: people who agreed to stand in their commune's book and help to spread the word.

Tuyên truyền viên. Names are read in the commune and its areas alone; above it, only which areas have nobody.
"""
