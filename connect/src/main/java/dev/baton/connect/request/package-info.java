/** Connections of type {@code http}: each tool is a request written out in the file, for systems without a description. */
@NullMarked
package dev.baton.connect.request;

import org.jspecify.annotations.NullMarked;
