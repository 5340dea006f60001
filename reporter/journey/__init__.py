"""The way of a report: one declared list of steps, typed answers, what applies and what comes next. Pure."""
