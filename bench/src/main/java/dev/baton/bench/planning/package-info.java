/**
 * What a plan saves: tasks with lookups that do not depend on each other, for a planner and for loops that choose one
 * call after another, with a model and a tool that take the same time for everybody.
 */
@NullMarked
package dev.baton.bench.planning;

import org.jspecify.annotations.NullMarked;
