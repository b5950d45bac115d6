"""The doors of outreach."""

from django.urls import URLPattern, path

from . import introduction_letter_views, letter_views, sending_views, template_views, views

urlpatterns: list[URLPattern] = [
    path("asks/", views.asks, name="asks"),
    path("asks/<uuid:pk>/", views.ask, name="ask"),
    path("asks/<uuid:pk>/answer/", views.answer, name="answer"),
    path("asks/<uuid:pk>/refusal/", views.refusal, name="refusal"),
    path("asks/<uuid:pk>/closing/", views.ask_closing, name="ask-closing"),
    path("asks/<uuid:pk>/follow-up/", views.follow_up, name="follow-up"),
    path("asks/<uuid:pk>/alternate/", views.alternate, name="alternate"),
    path("people/<uuid:pk>/letter/", letter_views.keep_in_touch, name="keep-in-touch"),
    path("introductions/<uuid:pk>/letters/", introduction_letter_views.introduction_letter, name="introduction-letter"),
    path("letters/<uuid:pk>/", letter_views.letter, name="letter"),
    path("letters/<uuid:pk>/review/", letter_views.letter_review, name="letter-review"),
    path("letters/<uuid:pk>/letter.eml", letter_views.letter_file, name="letter-file"),
    path("letters/<uuid:pk>/to-sign/", letter_views.letter_to_sign, name="letter-to-sign"),
    path("letters/<uuid:pk>/sending/", letter_views.letter_sending, name="letter-sending"),
    path("letters/<uuid:pk>/preview/", sending_views.letter_preview, name="letter-preview"),
    path("letters/<uuid:pk>/delivery/", sending_views.letter_delivery, name="letter-delivery"),
    path("letters/<uuid:pk>/withdrawal/", sending_views.letter_withdrawal, name="letter-withdrawal"),
    path("letters/<uuid:pk>/on-its-way/", sending_views.letter_on_its_way, name="letter-on-its-way"),
    path("letters/<uuid:pk>/arrival/", sending_views.letter_arrival, name="letter-arrival"),
    path("letters/<uuid:pk>/second-try/", sending_views.letter_second_try, name="letter-second-try"),
    path("letters/<uuid:pk>/removal/", letter_views.letter_removal, name="letter-removal"),
    path("templates/", template_views.templates, name="templates"),
    path("templates/new/", template_views.template_new, name="template-new"),
    path("templates/<uuid:pk>/", template_views.template_edit, name="template-edit"),
    path("templates/<uuid:pk>/removal/", template_views.template_removal, name="template-removal"),
]
