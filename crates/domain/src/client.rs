//! Where the client app is got, and who is led there.

use crate::device::Device;

/// Where the client app is got, by what it runs on. Without a place there is none to get: a browser does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// For iOS.
    pub ios: Option<String>,
    /// For Android.
    pub android: Option<String>,
    /// For HarmonyOS.
    pub harmony: Option<String>,
    /// For desktops.
    pub desktop: Option<String>,
}

impl Client {
    /// Where a device gets it.
    pub fn place(&self, device: Device) -> Option<&str> {
        let place = match device {
            Device::Ios => &self.ios,
            Device::Android => &self.android,
            Device::Harmony => &self.harmony,
            Device::Desktop => &self.desktop,
        };
        place.as_deref()
    }

    /// Whether it is got for any phone: who scans a code may have to get it first.
    pub fn is_for_phones(&self) -> bool {
        let mut phones = Device::ALL.into_iter().filter(|device| device.is_phone());
        phones.any(|device| self.place(device).is_some())
    }

    /// Where it is got, as a page with a code says it: to a phone its own place; on a desktop every one, since
    /// nobody knows which phone will scan, and none where no phone needs it.
    pub fn places(&self, device: Device) -> Vec<(Device, &str)> {
        let told = Device::ALL
            .into_iter()
            .filter(|one| match device.is_phone() {
                true => *one == device,
                false => self.is_for_phones(),
            });
        told.filter_map(|one| Some((one, self.place(one)?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_is_led_to_its_own_place_and_a_desktop_shows_all_if_a_phone_has_one() {
        use Device::{Android, Desktop, Harmony, Ios};
        let client = |devices: &[Device]| {
            let of = |device| devices.contains(&device).then(|| format!("{device:?}"));
            Client {
                ios: of(Ios),
                android: of(Android),
                harmony: of(Harmony),
                desktop: of(Desktop),
            }
        };
        for (set, device, led) in [
            (&[][..], Android, &[][..]),
            (&[], Desktop, &[]),
            (&[Ios, Android], Android, &[Android]),
            (&[Ios], Android, &[]),
            (&[Android], Harmony, &[]),
            (&[Harmony, Android], Harmony, &[Harmony]),
            (&[Ios, Harmony, Desktop], Desktop, &[Ios, Harmony, Desktop]),
            (&[Desktop], Desktop, &[]),
            (&[Desktop], Ios, &[]),
        ] {
            let client = client(set);
            let places = client.places(device);
            let devices: Vec<Device> = places.iter().map(|(device, _)| *device).collect();
            assert_eq!(devices, led, "{set:?} on {device:?}");
            for (device, place) in places {
                assert_eq!(place, format!("{device:?}"));
                assert_eq!(client.place(device), Some(place));
            }
            assert_eq!(client.is_for_phones(), set.iter().any(|one| one.is_phone()));
        }
    }
}
