/**
 * Connections of type {@code mail}: each tool is one message from a template, sent over SMTP. Nobody can add a header or
 * a recipient by what stands in an argument, and a message that may have been taken is never said not to have been.
 */
@NullMarked
package dev.baton.connect.mail;

import org.jspecify.annotations.NullMarked;
