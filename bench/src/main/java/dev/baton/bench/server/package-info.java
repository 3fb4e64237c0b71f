/** Servers that candidates need beside them: started for one measurement, ended with it. */
@NullMarked
package dev.baton.bench.server;

import org.jspecify.annotations.NullMarked;
