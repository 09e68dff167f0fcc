/** What the tests of every service with a projector share: ports in memory, faults, crash points, contracts of adapters. */
@NullMarked
package org.dibao.projector.testkit;

import org.jspecify.annotations.NullMarked;
