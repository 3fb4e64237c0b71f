/** A mail server that takes every message and delivers none, so that a demo can send mail and show it. */
@NullMarked
package dev.baton.examples.backoffice.mail;

import org.jspecify.annotations.NullMarked;
