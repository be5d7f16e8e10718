"""When the installation does what by itself. Local time, Asia/Ho_Chi_Minh; `ops.scheduler` runs it."""

from datetime import time, timedelta

from vandong.ops import jobs
from vandong.ops.scheduler import Job

JOBS = (
    Job("seal_audit", jobs.seal_audit, every=timedelta(minutes=1)),
    Job("clear_expired_sessions", jobs.clear_expired_sessions, daily_at=time(2, 10)),
    Job("forget_sign_in_attempts", jobs.forget_sign_in_attempts, daily_at=time(2, 20)),
    Job("forget_old_sheets", jobs.forget_old_sheets, daily_at=time(2, 25)),
    Job("prune_finished_tasks", jobs.prune_finished_tasks, daily_at=time(2, 30)),
    Job("draw_small_copies", jobs.draw_small_copies, every=timedelta(minutes=10)),
    Job("index_words", jobs.index_words, every=timedelta(minutes=1)),
    Job("erase_orphan_files", jobs.erase_orphan_files, daily_at=time(2, 35)),
    Job("shorten_write_ahead_log", jobs.shorten_write_ahead_log, daily_at=time(2, 40)),
)
