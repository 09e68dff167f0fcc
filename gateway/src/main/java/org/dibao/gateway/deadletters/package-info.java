/** Records that could not be read: looking at them, sending them again, setting them aside. */
@NullMarked
package org.dibao.gateway.deadletters;

import org.jspecify.annotations.NullMarked;
