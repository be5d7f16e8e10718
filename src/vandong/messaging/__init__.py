"""Messaging: what is new for a body, and who has read it. (Dispatches and reminders will live here too.)

Thông báo. A notice goes to a body; each person of it reads it for themselves.
"""
