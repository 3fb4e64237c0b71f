/** The index of documents in memory: sections of Markdown and text, found by their words and by their meaning. */
@NullMarked
package dev.baton.models.search;

import org.jspecify.annotations.NullMarked;
