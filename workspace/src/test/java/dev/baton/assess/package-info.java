/** Tests of the decision, of portfolios, of starters and of what is found in a workspace. */
@NullMarked
package dev.baton.assess;

import org.jspecify.annotations.NullMarked;
