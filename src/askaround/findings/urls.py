"""The doors of findings."""

from django.urls import URLPattern, path

from . import proposal_views, report_views, theme_views, views

urlpatterns: list[URLPattern] = [
    path("findings/", views.findings, name="findings"),
    path("findings/sorting/", views.sorting, name="themes-sorting"),
    path("findings/proposals/", proposal_views.proposals, name="proposals"),
    path("findings/themes/<uuid:pk>/keeping/", proposal_views.keeping, name="theme-keeping"),
    path("findings/themes/new/", theme_views.new_theme, name="theme-new"),
    path("findings/themes/<uuid:pk>/", theme_views.theme, name="theme"),
    path("findings/themes/<uuid:pk>/merging/", theme_views.merging, name="theme-merging"),
    path("findings/themes/<uuid:pk>/moving/", theme_views.moving, name="theme-moving"),
    path("findings/themes/<uuid:pk>/removal/", theme_views.removal, name="theme-removal"),
    path("findings/theme-notes/<uuid:pk>/removal/", theme_views.note_removal, name="theme-note-removal"),
    path("findings/theme-notes/<uuid:pk>/side/", theme_views.note_side, name="theme-note-side"),
    path("findings/questions/", views.by_question, name="by-question"),
    path("findings/gaps/", views.gaps, name="gaps"),
    path("findings/skills/<uuid:pk>/", views.gap, name="gap"),
    path("findings/skills/<uuid:pk>/removal/", views.skill_removal, name="skill-removal"),
    path("findings/work/", views.work, name="work-is-like"),
    path("findings/report/", report_views.field_report, name="report"),
    path("findings/report/choices/", report_views.choices, name="report-choices"),
    path("findings/report/words/", report_views.words, name="report-words"),
    path("findings/report/report.html", report_views.report_web, name="report-web"),
    path("findings/report/report.md", report_views.report_markdown, name="report-markdown"),
    path("findings/report/report.pdf", report_views.report_pdf, name="report-pdf"),
    path("findings/report/report.docx", report_views.report_word, name="report-word"),
]
