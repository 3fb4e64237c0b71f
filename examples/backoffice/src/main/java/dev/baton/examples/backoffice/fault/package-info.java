/** A switch per operation that makes a healthy service late, failing or silent, for demos and tests of recovery. */
@NullMarked
package dev.baton.examples.backoffice.fault;

import org.jspecify.annotations.NullMarked;
