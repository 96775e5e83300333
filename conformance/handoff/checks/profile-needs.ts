const requirements: Readonly<Record<string, readonly number[]>> = {
  crate: [89, 130],
  hardened: [29, 144, 150, 153, 154, 155, 156],
  strict: [31, 50, 51, 65, 72, 111, 113, 114, 121, 123, 124, 133, 139, 159, 160],
}

/** The profile that asks for a requirement, where that is not every one. */
export const profileNeeds: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(requirements).flatMap(([profile, numbers]) =>
    numbers.map((number) => [`HOF-${`${number}`.padStart(3, '0')}`, [profile]]),
  ),
)
