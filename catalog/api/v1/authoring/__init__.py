"""Writing courses: drafts of courses, modules and lessons, which the review publishes."""
