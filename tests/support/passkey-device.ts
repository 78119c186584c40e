import type { Page } from '@playwright/test'

/** A passkey device built into the browser of a page: a fingerprint sensor that can be told to know the finger or not. */
export type PasskeyDevice = { knowsFinger: (isKnown: boolean) => Promise<void> }

/** Gives the page Chromium's own virtual authenticator; it holds what is registered until the page is closed. */
export async function passkeyDevice(page: Page): Promise<PasskeyDevice> {
  const devices = await page.context().newCDPSession(page)
  await devices.send('WebAuthn.enable')
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    knowsFinger: async (isUserVerified) => {
      await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
  }
}
