/** Keeps appointments: publishes and withdraws articles when their time comes. */
@NullMarked
package org.dibao.store.schedule;

import org.jspecify.annotations.NullMarked;
