package dev.baton.connect.openapi;

/** A description, or one operation of it, cannot be used; the message says which part and what would be right. */
final class DescriptionException extends Exception {
    DescriptionException(String message) {
        super(message);
    }
}
