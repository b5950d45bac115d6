"""The doors of notes."""

from django.urls import URLPattern, path

from . import recording_views, talk_views, transcript_views, typed_views, views

urlpatterns: list[URLPattern] = [
    path("interviews/talk/", talk_views.next_talk, name="talk-next"),
    path("interviews/talk-worker.js", talk_views.worker, name="talk-worker"),
    path("interviews/<uuid:pk>/talk/", talk_views.talk, name="talk"),
    path("interviews/<uuid:pk>/talk/state/", talk_views.state, name="talk-state"),
    path("interviews/<uuid:pk>/beginning/", talk_views.beginning, name="talk-beginning"),
    path("interviews/<uuid:pk>/end/", talk_views.end, name="talk-end"),
    path("interviews/<uuid:pk>/asked/", talk_views.asked, name="question-asked"),
    path("interviews/<uuid:pk>/skipped/", talk_views.skipped, name="question-skipped"),
    path("interviews/<uuid:pk>/parked/", talk_views.parked, name="question-parked"),
    path("interviews/<uuid:pk>/notes/", views.notes, name="note-new"),
    path("interviews/<uuid:pk>/notes/typed/", typed_views.typed_notes, name="notes-typed"),
    path("interviews/<uuid:pk>/debrief/", views.debrief, name="debrief"),
    path("interviews/<uuid:pk>/thanks/<uuid:contact>/", views.thank_you, name="thank-you"),
    path("interviews/<uuid:pk>/thanks/<uuid:contact>/otherwise/", views.thanked_otherwise, name="thanked-otherwise"),
    path("interviews/<uuid:pk>/transcripts/", transcript_views.transcripts, name="transcripts"),
    path("recordings/<uuid:pk>/", recording_views.recording, name="recording"),
    path("recordings/<uuid:pk>/hearing/", recording_views.hearing, name="recording-hearing"),
    path("recordings/<uuid:pk>/removal/", recording_views.removal, name="recording-removal"),
    path("transcripts/<uuid:pk>/", transcript_views.transcript, name="transcript"),
    path("transcripts/<uuid:pk>/speakers/", transcript_views.speakers, name="transcript-speakers"),
    path("transcripts/<uuid:pk>/notes/", transcript_views.keeping, name="transcript-note"),
    path("notes/new/", views.quick, name="note-quick"),
    path("notes/<uuid:pk>/", views.edit, name="note-edit"),
    path("notes/<uuid:pk>/trash/", views.trash, name="note-trash"),
    path("notes/<uuid:pk>/mending/", talk_views.mending, name="note-mending"),
    path("notes/<uuid:pk>/return/", talk_views.back, name="note-return"),
    path("notes/<uuid:pk>/archive/", views.archive, name="note-archive"),
    path("debriefs/", views.self_ratings, name="self-ratings"),
    path("notes/<uuid:pk>/referral/", views.referral, name="referral"),
    path("notes/<uuid:pk>/introduction/", views.introduction, name="note-introduction"),
]
