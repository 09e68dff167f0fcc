/** Subscribers of every kind, whose connections break, and what each of them should have heard. */
@NullMarked
package org.dibao.acceptance.subscriber;

import org.jspecify.annotations.NullMarked;
