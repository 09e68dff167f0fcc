/** What is broken, how, and how it is made whole again. */
@NullMarked
package org.dibao.acceptance.chaos.faults;

import org.jspecify.annotations.NullMarked;
