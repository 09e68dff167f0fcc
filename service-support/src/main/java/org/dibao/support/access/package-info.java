/** Access between the services: secrets, services that answer only their gateway, management ports. */
@NullMarked
package org.dibao.support.access;

import org.jspecify.annotations.NullMarked;
