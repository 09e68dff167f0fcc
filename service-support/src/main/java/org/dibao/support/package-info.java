/** What all services share: the parts of running a service that are not about articles. */
@NullMarked
package org.dibao.support;

import org.jspecify.annotations.NullMarked;
