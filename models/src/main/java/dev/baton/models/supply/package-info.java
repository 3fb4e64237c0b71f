/**
 * The models of a workspace as they are asked: tried again, left alone for a while when they fail, stood in for by each
 * other, within what they may cost on a day, and counted.
 */
@NullMarked
package dev.baton.models.supply;

import org.jspecify.annotations.NullMarked;
