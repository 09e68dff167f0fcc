/** A projector and all that it stands on as Spring beans, to be imported by a service. */
@NullMarked
package org.dibao.projector.spring;

import org.jspecify.annotations.NullMarked;
