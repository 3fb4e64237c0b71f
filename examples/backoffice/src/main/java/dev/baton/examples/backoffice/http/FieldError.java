package dev.baton.examples.backoffice.http;

/** What is wrong with one named field of a body, or with one query parameter. */
public record FieldError(String field, String message) {}
