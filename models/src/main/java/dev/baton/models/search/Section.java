package dev.baton.models.search;

/**
 * A piece of a document that can be found and quoted.
 *
 * @param title of the document and, unless it is about the whole, of the section
 * @param location relative to the workspace's documents, with the anchor of the heading
 * @param text what is quoted
 * @param compared what questions are compared with: a section often says only in its heading what it is about
 */
record Section(String collection, String title, String location, String text, String compared) {

    static Section of(String collection, String title, String location, String text) {
        return new Section(collection, title, location, text, title + "\n" + text);
    }
}
