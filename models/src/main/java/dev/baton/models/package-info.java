/** Models that run inside this process: sentence embeddings, by which texts are compared for their meaning. */
@NullMarked
package dev.baton.models;

import org.jspecify.annotations.NullMarked;
