"""The doors of people; importing and undo come in by here too."""

from django.urls import URLPattern, URLResolver, include, path

from askaround.history import urls as history_urls

from . import (
    fact_views,
    import_urls,
    introduction_urls,
    knowing_urls,
    look_alike_urls,
    organization_views,
    photo_views,
    staying_views,
    views,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(history_urls.urlpatterns)),
    path("", include(import_urls.urlpatterns)),
    path("", include(knowing_urls.urlpatterns)),
    path("", include(introduction_urls.urlpatterns)),
    path("", include(look_alike_urls.urlpatterns)),
    path("people/", views.people, name="people"),
    path("people/new/", views.contact_new, name="contact-new"),
    path("people/bulk/tagging/", views.people_tagging, name="people-tagging"),
    path("people/bulk/untagging/", views.people_untagging, name="people-untagging"),
    path("people/bulk/archive/", views.people_archive, name="people-archive"),
    path("people/bulk/trash/", views.people_trash, name="people-trash"),
    path("people/<uuid:pk>/edit/", views.contact_edit, name="contact-edit"),
    path("people/<uuid:pk>/photo/", photo_views.contact_photo, name="contact-photo"),
    path("people/<uuid:pk>/archive/", views.contact_archive, name="contact-archive"),
    path("people/<uuid:pk>/trash/", views.contact_trash, name="contact-trash"),
    path("people/<uuid:pk>/restoral/", views.contact_restoral, name="contact-restoral"),
    path("people/<uuid:pk>/do-not-contact/", views.do_not_contact, name="do-not-contact"),
    path("people/<uuid:pk>/tags/", fact_views.tag_new, name="tag-new"),
    path("people/<uuid:pk>/tags/removal/", fact_views.tag_removal, name="tag-removal"),
    path("people/<uuid:pk>/roles/new/", fact_views.role_new, name="role-new"),
    path("roles/<uuid:pk>/", fact_views.role_edit, name="role-edit"),
    path("roles/<uuid:pk>/removal/", fact_views.role_removal, name="role-removal"),
    path("people/<uuid:pk>/ties/", fact_views.tie_new, name="tie-new"),
    path("ties/<uuid:pk>/removal/", fact_views.tie_removal, name="tie-removal"),
    path("people/<uuid:pk>/research/new/", fact_views.research_note_new, name="research-note-new"),
    path("research/<uuid:pk>/", fact_views.research_note_edit, name="research-note-edit"),
    path("research/<uuid:pk>/removal/", fact_views.research_note_removal, name="research-note-removal"),
    path("people/<uuid:pk>/promises/new/", fact_views.promise_new, name="promise-new"),
    path("promises/<uuid:pk>/keeping/", fact_views.promise_keeping, name="promise-keeping"),
    path("promises/<uuid:pk>/letting-go/", staying_views.promise_letting_go, name="promise-letting-go"),
    path("promises/<uuid:pk>/day/", staying_views.promise_day, name="promise-day"),
    path("people/<uuid:pk>/rhythm/", staying_views.rhythm, name="rhythm"),
    path("people/<uuid:pk>/touches/new/", fact_views.touch_new, name="touch-new"),
    path("organizations/", organization_views.organizations, name="organizations"),
    path("organizations/<uuid:pk>/", organization_views.organization, name="organization"),
    path("organizations/<uuid:pk>/edit/", organization_views.organization_edit, name="organization-edit"),
    path("organizations/<uuid:pk>/research/new/", organization_views.research_new, name="organization-research-new"),
]
