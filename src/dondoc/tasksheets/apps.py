"""The room of task sheets."""

from django.apps import AppConfig


class TasksheetsConfig(AppConfig):
    """Holds imports of task sheets with their rows, and what people said of headers and names."""

    name = "dondoc.tasksheets"
    label = "tasksheets"
