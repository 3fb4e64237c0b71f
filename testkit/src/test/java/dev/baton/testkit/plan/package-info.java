/** What models are told of the plan language and what is made of their answers, on the sample shop. */
@NullMarked
package dev.baton.testkit.plan;

import org.jspecify.annotations.NullMarked;
