/** The in-process models, on real sentences and the shop's own files. */
@NullMarked
package dev.baton.models;

import org.jspecify.annotations.NullMarked;
