"""What the task worker does for imports."""

from django_tasks import task

from imports import jobs

# Somebody waits for it, unlike for what else may stand in the queue.
BEFORE_OTHERS = 50


@task(priority=BEFORE_OTHERS)
def run_import_job(job_id: int) -> None:
    """Does the work of an ImportJob; how it went stands in its row. First ends the jobs that a dead worker left."""
    jobs.sweep()
    jobs.run(job_id)
