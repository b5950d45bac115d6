"""The doors of notes."""

from django.urls import URLPattern, path

from . import transcript_views, views

urlpatterns: list[URLPattern] = [
    path("interviews/<uuid:pk>/talk/", views.talk, name="talk"),
    path("interviews/<uuid:pk>/beginning/", views.beginning, name="talk-beginning"),
    path("interviews/<uuid:pk>/end/", views.end, name="talk-end"),
    path("interviews/<uuid:pk>/asked/", views.asked, name="question-asked"),
    path("interviews/<uuid:pk>/skipped/", views.skipped, name="question-skipped"),
    path("interviews/<uuid:pk>/notes/", views.notes, name="note-new"),
    path("interviews/<uuid:pk>/debrief/", views.debrief, name="debrief"),
    path("interviews/<uuid:pk>/thanks/<uuid:contact>/", views.thank_you, name="thank-you"),
    path("interviews/<uuid:pk>/thanks/<uuid:contact>/otherwise/", views.thanked_otherwise, name="thanked-otherwise"),
    path("interviews/<uuid:pk>/transcripts/", transcript_views.transcripts, name="transcripts"),
    path("transcripts/<uuid:pk>/", transcript_views.transcript, name="transcript"),
    path("transcripts/<uuid:pk>/speakers/", transcript_views.speakers, name="transcript-speakers"),
    path("transcripts/<uuid:pk>/notes/", transcript_views.keeping, name="transcript-note"),
    path("transcripts/<uuid:pk>/removal/", transcript_views.removal, name="transcript-removal"),
    path("notes/new/", views.quick, name="note-quick"),
    path("notes/<uuid:pk>/", views.edit, name="note-edit"),
    path("notes/<uuid:pk>/trash/", views.trash, name="note-trash"),
    path("notes/<uuid:pk>/archive/", views.archive, name="note-archive"),
    path("debriefs/", views.self_ratings, name="self-ratings"),
    path("notes/<uuid:pk>/referral/", views.referral, name="referral"),
]
