"""The doors of invitations and of what other calendars answer."""

from django.urls import URLPattern, path

from . import invitation_views as views

_TO = "interviews/<uuid:pk>/invitations/<uuid:contact>"

urlpatterns: list[URLPattern] = [
    path("interviews/<uuid:pk>/invitations/", views.invitations, name="invitations"),
    path(f"{_TO}/sending/", views.invitation_sending, name="invitation-sending"),
    path(f"{_TO}/withdrawal/", views.invitation_withdrawal, name="invitation-withdrawal"),
    path(f"{_TO}/telling/", views.invitation_telling, name="invitation-telling"),
    path(f"{_TO}/mail.eml", views.invitation_mail, name="invitation-mail"),
    path("calendar-answers/", views.calendar_answers, name="calendar-answers"),
    path("calendar-answers/<uuid:pk>/", views.calendar_answer, name="calendar-answer"),
    path("calendar-answers/<uuid:pk>/agreement/", views.calendar_agreement, name="calendar-agreement"),
    path("calendar-answers/<uuid:pk>/settling/", views.calendar_settling, name="calendar-settling"),
]
