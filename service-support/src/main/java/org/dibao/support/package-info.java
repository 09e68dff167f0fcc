/** What all services share: the parts of running a service that have nothing to do with articles. */
@NullMarked
package org.dibao.support;

import org.jspecify.annotations.NullMarked;
