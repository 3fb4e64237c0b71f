/** The generated company: a pure function of a seed and a start instant, with a few fixed story records. */
@NullMarked
package dev.baton.examples.backoffice.sample;

import org.jspecify.annotations.NullMarked;
